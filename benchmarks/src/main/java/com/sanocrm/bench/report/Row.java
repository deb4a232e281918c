package com.sanocrm.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param remark what helps to read the figure; may be empty
 * @param aim null if the figure is only there to be compared with
 */
public record Row(String what, Spread figure, Unit unit, String remark, @Nullable Aim aim) {

    public static Row of(String what, Spread figure, Unit unit) {
        return new Row(what, figure, unit, "", null);
    }

    public Row remark(String said) {
        return new Row(what, figure, unit, said, aim);
    }

    public Row aim(Aim bound) {
        return new Row(what, figure, unit, remark, bound);
    }

    boolean missesItsAim() {
        return aim != null && !aim.isMetBy(figure);
    }

    String rounds() {
        return figure.isOne() ? "" : unit.write(figure.least()) + " … " + unit.write(figure.most());
    }

    String aimed() {
        return aim == null ? "" : aim.write(unit);
    }

    String verdict() {
        if (aim == null) {
            return "";
        }
        return missesItsAim() ? "NOT MET" : "met";
    }
}
