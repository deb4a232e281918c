package com.sanocrm.stack.place;

/** Something the user can put right; shown as two lines, what is wrong and what to do. */
public final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String advice;

    public Complaint(String whatIsWrong, String advice) {
        super(whatIsWrong);
        this.advice = advice;
    }

    public String whatIsWrong() {
        return String.valueOf(getMessage());
    }

    public String advice() {
        return advice;
    }
}
