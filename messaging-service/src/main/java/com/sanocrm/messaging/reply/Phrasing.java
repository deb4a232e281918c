package com.sanocrm.messaging.reply;

import java.util.regex.Pattern;

/**
 * How people say it, in English and Arabic (standard, Gulf, Levantine and Egyptian). The patterns
 * are for one clause in {@link Spelling#plain one spelling}. They are made for certainty: what they
 * do not know goes to a person, so a phrase that is missing costs time and not a choice.
 */
enum Phrasing {
    /** Mails shall stop. */
    STOP(
            // English
            "\\b(?:un|de)su?b?s?c?ri(?:be?|bing|ption)\\b(?! (?:link|button|page|option|at the))(?!(?: me| us)? from (?!(?:(?:the|your|this"
                    + "|these|those|all|any|every|of|future|further|such|mailing|mail|promotional|marketing|weekly|daily) )*(?:"
                    + mails()
                    + "|this|these|it|them|you|all|everything|anything|lists|future|here)\\b))",
            "\\b(?:be|me|get|am to be) unsubscribed\\b",
            "\\bopt(?:ing)? (?:me )?out\\b",
            "(?:\\b(?:stop|quit|cease|discontinue|halt)|(?:^|please |to |kindly )end)\\b"
                    + w(4)
                    + " (?:sending|emailing|e?mailing"
                    + "|contacting|messaging|writing|bothering|spamming|bugging|pestering)\\b",
            "(?:\\b(?:stop|quit|cease|discontinue|halt)|(?:^|please |to |kindly )end)\\b"
                    + w(4)
                    + " "
                    + mails()
                    + "\\b",
            "\\b(?:stop|quit|end) (?:it|this|these|that|them|all this|all of this)"
                    + "(?: (?:now|please|pls|at once|immediately|already|today|right now))*$",
            "\\b(?:remove|take|delete|drop|strike|get|cross|scratch) (?:me|my (?:e?mail|e?mail address|address|name|details|contact))(?: please)?"
                    + list(),
            "^(?:please |pls |kindly |can you |could you |would you )*(?:remove|take) me(?: off)?(?: please| pls| now)?$",
            "(?<!\\b(?:you|they|we|i|it|who|did) )\\b(?:dont|do not|never)(?: (?:ever|you|please|dare))* (?:(?:email|contact|mail|message|write|spam)\\b|send(?: (?:me|us|to"
                    + "|any|anything|more|further|such|these|this|those|your|the|other|of|stuff|it|them|again|ever|anymore|please|now|out|like|that))*(?:$| "
                    + mails()
                    + "\\b))",
            "\\bno longer (?:send|email|contact|mail|message|write)\\b(?! (?:on|by phone))",
            "\\bunsub\\b",
            "\\b(?:dont|do not|no longer|never|not)(?: \\w+)? (?:want|wish|need|like|care)(?: (?:to|you|for|ever|be|get|any|more|any more))* "
                    + "(?:send|sending|sent|email|emailing|emailed|receive|receiving|get|getting|contact|contacted|mail|mailed|message|messaged"
                    + "|write|spam|hear|hearing)\\b",
            "\\b(?:rather not|prefer not to|like not to|want not to|wish not to) (?:be |keep )?(?:get|receive|receiving|hear|sent|emailed|contacted)\\b",
            "\\b(?:be|get|me) (?:taken|removed|struck|deleted|dropped)" + list(),
            "\\b(?:dont|do not|no longer|never)(?: \\w+)? (?:want|wish for|need|like)(?: (?:any|your|these|this|those|the|more|of|such|"
                    + "that|further|my|to|see|kind|sort|all))*(?: (?:promotional|marketing|advertising|stupid|silly|annoying|daily|weekly))* "
                    + mails()
                    + "\\b",
            "\\b(?:dont|do not|no longer) (?:want|need) (?:this|these|them|it|any|any of (?:this|these)|that)"
                    + "(?: (?:anymore|any more|any longer|please|again|sent to me))*$",
            "^(?:please |and |so |ok |just )*(?:no|any) (?:more|further)"
                    + w(2)
                    + " "
                    + mails()
                    + "\\b",
            "\\b(?:want|wish|would like|prefer|like) (?:to (?:get|receive|have) )?no (?:more|further)"
                    + w(2)
                    + " "
                    + mails()
                    + "\\b",
            "\\bcancel"
                    + w(3)
                    + " (?:subscription|newsletter|mailing|e?mails?|mailings|promotions?)\\b",
            "\\b(?:not|no longer) interested(?: in (?:your|these|this|any|receiving|getting|such)"
                    + w(4)
                    + ")?$",
            "\\bleave me (?:alone|in peace)\\b",
            "\\b(?:withdraw|revoke|retract)" + w(2) + " consent\\b",
            // Arabic
            "(?<!\\p{L})(?:ال|و|ب|ل|ف)*(?:الغا|الغي|الغوا|الغ|تلغوا|تلغون|تلغي|الغيه|الغاي|انهي|انها|انهوا|سحب)"
                    + a(3)
                    + " (?:ال|ل|ب)*(?:اشتراك|تسجيل|نشره|رسايل|ايميل|موافق|بريد)\\p{L}*",
            "(?<!\\p{L})(?:و|ف|ب|ان |يرجي |ارجو )*(?:اوقف|اوقفوا|توقف|التوقف|توقفوا|توقفون|توقفوني|وقف|وقفوا|وقفولي|ايقاف|وقفو|اوقفو|بطل|بطلوا|كفوا|كف|امنعوا|تتوقفوا|توقيف)"
                    + a(3)
                    + " (?:ال|و|ل|ب|ب?هال|هاي ال|عن |من )*(?:ارسال|رسايل|رساله|ايميل|بريد|مراسل|نشر|عروض|اعلان|دعاي|ازعاج|ترسل|تبعث|تبعت|بعث|ابعث|ارسلو|ارسل)\\p{L}*",
            "(?<!\\p{L})(?:لا|ما|مش|مو|مب|لم|لن|ولا|وما|فلا|لست)(?: (?:اعد|عاد|عدت|عدنا))? ?(?:اريد|ارغب|ابي|ابغي|ابغا|بدي|عايز|عاوز|عايزه|عاوزه|اود|ودي|احتاج|محتاج|بغيت|نريد|راغب|راغبه|يهمني|تهمني)"
                    + "(?: (?:بهذه|بهذا|بهذي|ان|اني|اي|هذه|هذا|هذي|هاي|مزيد|مزيدا|المزيد|من|في|تلك|كل|جميع|بعد|اليوم|مثل|زي|منكم|تاني|استقبل|ارسال|تلقي|استلام|استلم|اتلقي|رويه|شوف))*"
                    + " (?:ال|و|ل|ب|هال|باي|اي |من )*(?:رسايل|رساله|استلام|استلم|تلقي|اتلقي|استقبال|استقبل|وصول|توصلني|يوصلني|يصلني|تصلني|ايميل|بريد|عروض|نشر|اعلان|مراسل|دعاي|ترويج|تسويق|شي منكم|منكم)\\p{L}*",
            "(?<!\\p{L})(?:لا|لاعاد|ولا|لا عاد|ما عاد|وما عاد) (?:تراسلو?ن?|تزعجو?ن?|تتواصلوا معي|تتواصلون معي)(?:ني|ي|نا)?(?!\\p{L})",
            "(?<!\\p{L})(?:لا|لاعاد|ولا|لا عاد|ما عاد|وما عاد) (?:ترسل|تبعث|تبعت|تكتب|تدز)\\p{L}*"
                    + "(?: (?:لي|الي|لنا|علي|مره|اخري|مجددا|بعد|الان|اليوم|شي|اي|هذه|هذا|مثل|هذي|تاني|ثاني|ابدا|من|فضلكم|لو|سمحتم|سمحتوا|رجا|مزيد|المزيد|اليي|ايضا))*"
                    + "(?:$| (?:ال|هال)?(?:رسايل|رساله|ايميل|اعلان|عروض|نشر|بريد)\\p{L}*)",
            "(?<!\\p{L})(?:و|ف|ان |ب)*(?:احذفو?|ازيلو?|ازلو?|شيلو?|امسحو?|اخرجو?|طلعو?|تشيلو?|تحذفو?)(?:ني|نا)(?!\\p{L})",
            "(?<!\\p{L})(?:و|ف|ان |ب)*(?:احذف|احذفوا|ازيلوا|ازل|ازاله|حذف|شيل|شيلوا|شيلو|امسح|امسحوا|رفع|شطب)"
                    + a(4)
                    + " (?:ال|من |ل|ب)*(?:قايم|قوايم|ايميلي|بريدي|عنواني|اسمي|لايح|ليست)\\p{L}*",
            "(?<!\\p{L})(?:ارجو|ارجوكم|اطلب|يرجي|الرجا|رجا|من فضلكم|لو سمحتوا|لو سمحتم|اريد|ابغي|ابي|بدي)"
                    + a(2)
                    + " عدم (?:ال)?(?:ارسال|مراسل|ازعاج|استلام|تلقي|استقبال|وصول|تواصل)\\p{L}*",
            "(?<!\\p{L})(?:كفي|كفايه|يكفي|بس|خلاص) (?:من )?(?:ال|هال)?(?:رسايل|ايميل|اعلان|ازعاج|عروض)\\p{L}*",
            "^(?:انا |اني )?(?:غير|مو|مش|مب|لست|لستم) (?:ب)?(?:مهتم|مهتما|مهتمه)(?: (?:ب|في).*)?$",
            "(?<!\\p{L})اتركوني (?:و|في )"),

    /** The whole answer, when this is all. */
    STOP_ALONE(
            "^(?:please |pls |kindly |just |hi |hello )*(?:stop|stop stop|stop it|stop this|remove|stop all|unsub|no more)"
                    + "(?: (?:please|pls|now|thanks|thank you|thx|at once|immediately))*$",
            "^(?:من فضلك |من فضلكم |لو سمحت |لو سمحتوا |رجا |ارجوكم |الرجا )*(?:توقف|توقفوا|اوقف|اوقفوا|اوقفوها|وقفوا|وقفوها|كفي|ايقاف|قف|بطلوا)"
                    + "(?: (?:من فضلك|من فضلكم|لو سمحت|لو سمحتوا|رجا|شكرا|الان|فورا))*$"),

    /** Mails shall go on, or start again. */
    GO_ON(
            "\\b(?:dont|do not|never|didnt|did not|not|wont|will not|without|no need to|instead of|rather than|cannot|cant|shouldnt"
                    + "|dont you|wouldnt|would not)(?: (?:want|wanted|wish|wished|like|need|have|to|you|ever|me|yet|just|really|going|plan|intend|be|get|mean|"
                    + "meant|ask|asked|asking|us))* (?:unsubscrib\\w*|remov\\w*|opt|opted|cancel\\w*|stop\\w*|delet\\w*|take|taken|miss|lose|block)\\b",
            "(?<!\\b(?:i|you|they|still) )\\b(?:keep|continue|carry on|go on)\\b"
                    + w(2)
                    + " (?:sending|emailing|e?mails?|newsletters?|coming|receiving|getting|them|it|on|subscri\\w+|these|offers?)\\b",
            "\\bkeep (?:me|them|it|the|my|your)\\b",
            "(?<!\\bdont )(?<!\\bnot )(?<!\\bno longer )(?<!\\bnever )\\b(?:want|like|love|enjoy|wish|happy|glad|prefer)(?: to)? "
                    + "(?:keep|continue|stay|still|remain|receive(?! no)|receiving|get(?! no| off| out| rid| removed| unsub)|getting|read|reading"
                    + "|hear|be on|subscribe|the newsletter|your newsletter|your e?mails|these e?mails|more e?mails|them|it)\\b",
            "\\b(?:re ?subscribe|re-subscribe|subscribe me|subscribe again|subscribe to|sign me|sign up|add me|put me back|opt in|opting in|opt me in|"
                    + "changed my mind|by mistake|by accident|accidentally|undo|include me|stay subscribed)\\b",
            "\\b(?:except|apart from|other than|unless|but not|only|besides)\\b",
            "\\bhavent unsubscribed\\b",
            "(?<!\\p{L})(?:لا|لم|ما|مش|مو|بدون|دون|من غير|لن|ليس)(?: (?:\\p{L}+)){0,2} (?:ب|ان |في )*(?:تلغ|تحذف|توقف|تشيل|الغا|الغي|ايقاف|حذف|احذف|اوقف|وقف|ازاله|سحب|تتوقف)\\p{L}*",
            "(?<!\\p{L})(?:و|ف|ان |ا)?(?:استمر|واصل|كملوا|ابقوني|ابقوا|تابعوا|خلوني|خلوا)\\p{L}*",
            "(?<!\\p{L})(?:اعيدو|اعاده|رجعو|رجعوني|اشتركوني|سجلوني|بالخطا|خطا|غلط|اضيفوني|ضيفوني|اضافتي|افقد|اخسر|يفوت|تفوت|تنقطع|ينقطع)\\p{L}*",
            "(?<!(?:لا|ما|مش|مو|لم|مب|اعد|عاد|لست) )(?<!\\p{L})(?:اريد|ارغب|احب|ابغي|ابي|بدي|عايز|عاوز|اود|يهمني)(?: (?:في|ان|اني|ب))* "
                    + "(?:ال|ب)*(?:استمر|استلام|استلم|تلقي|ابقي|اظل|بقا|متابع|اشترك|استقبال|مزيد|وصول)\\p{L}*",
            "(?<!\\p{L})(?:فقط|ماعدا|ما عدا|عدا|باستثنا|الا|غير)(?!\\p{L})(?! مهتم)"),

    /** Something is wanted, so that an end of mails is not all. */
    WANTS(
            "(?<!\\b(?:dont|not|longer|never) )\\b(?:i|we|id|wed)(?: (?:still|just|really|do|only|would|also))* (?:want|need|like|prefer)\\b"
                    + "(?! (?:to )?(?:unsub\\w*|opt|stop|be (?:removed|taken|unsub\\w*|off|dropped|deleted)|cancel|get (?:off|removed|out)|end|not|no|never|withdraw|out|off"
                    + "|nothing|quit|my (?:name|e?mail)|(?:you|this|these|it|them|all this|all of this|your \\w+) to (?:stop|remove|take|unsub\\w*|cancel|not|no longer|end|delete|cease)))",
            "^(?:and |so |also )?(?:do you|does|is there|are there|where|which|how much|how many|can i|could i|may i|what)\\b(?! (?:i )?(?:unsub|opt|stop|get off|be removed|cancel))",
            "\\b(?:in (?:english|arabic|french|hindi|urdu)|instead|use the|use my|call me|contact me at|(?:send|give|tell|show) (?:me|it|them|us)"
                    + "(?<!\\b(?:dont|not|never|longer|stop|to|ever) (?:send|give|tell|show) (?:me|it|them|us)))\\b",
            "(?<!(?:لا|ما|مش|مو|لم|مب|اعد|عاد|لست) )(?<!\\p{L})(?:اريد|ارغب|ابغي|ابغا|ابي|بدي|عايز|عايزه|عاوز|عاوزه|اود|احتاج|محتاج)(?! (?:ان |اني |ب|في |منكم |من حضرتكم |ال)*"
                    + "(?:ال|لل)?(?:الغ|ايقاف|حذف|ازال|انها|توقف|وقف|اوقف|سحب|عدم|شطب|رفع|تلغ|تحذف|تتوقف|تزيل|تشيل|لا |ما ))",
            "(?<!\\p{L})ب(?:الانجليزي|العربي|الفرنسي|اللغه)\\p{L}*"),

    /** Says of this clause that it tells, asks or reports, rather than wishes. */
    TELLS(
            "\\b(?:why|when|whether|what happens|what if|should i|shall i|did i|did you|have you|after i|since i|once i|last time|until i|was i|am i|"
                    + "it says|you said|already|tried to|for[gs]\\w+ to|doesnt work|does not work|not working|didnt work|did not work|is broken|nobody|everybody|most people)\\b",
            "\\bunsubscribe (?:link|button|page|option|at the)\\b",
            "(?<!\\p{L})(?:لماذا|ليش|ليه|متي|هل|كيف حال|سبق ان|حاولت|لا يعمل|ما يشتغل|قلتم|مكتوب)(?!\\p{L})"),

    /** Under a condition, for a time, or fewer. */
    CONDITION(
            "(?<!\\b(?:grateful|appreciate it|appreciated|appreciate|good|nice|glad|happy|great|kind) )\\bif\\b|\\b(?:unless|until|till|maybe|perhaps|possibly|thinking (?:of|about)|considering|might|for now|temporar\\w+|paus\\w+|for (?:a|one|two|the next|\\d+) "
                    + "(?:while|days?|weeks?|months?)|this (?:week|month)|vacation|holidays?|ramadan|fewer|less|so (?:many|much|often)|as many|reduce|"
                    + "too often|every day|daily|(?:once|twice) a|later|next (?:week|month|year)|not sure|weekly)\\b",
            "(?<!\\p{L})(?:و|ف)?(?:اذا|لو(?! سمحت)|ربما|قد|موقتا|حاليا|لفتره|لمده|هذا الشهر|هذا الاسبوع|رمضان|اقل|قللوا|تقليل|يوميا|كل يوم|لاحقا|بعدين|مش متاكد|لست متاكد|الاجازه|السفر)(?!\\p{L})"),

    /** For somebody else. */
    ANOTHER_PERSON(
            "\\b(?:my|our|the) (?:mother|mom|mum|father|dad|husband|wife|son|daughter|sister|brother|patient|friend|child|kid|kids|children|"
                    + "parents?|grand\\w+|aunt|uncle|neighbou?r|colleague|boss|partner|client)s?\\b",
            "\\b(?:she|he|her|his|him|they|their|deceased|died|passed away|late husband|late wife|wrong person|not me|behalf)\\b",
            "(?<!\\p{L})(?:و|ل|ب)?(?:والدتي|والدي|امي|ابوي|زوجي|زوجتي|ابني|ابنتي|بنتي|ولدي|اختي|اخي|اخوي|جدتي|جدي|المريض|المريضه|توفي|توفيت|المرحوم|المرحومه|صديقي|صديقتي|نيابه)(?!\\p{L})"),

    /** Something else than mails. */
    OTHER_REQUEST(
            "\\b(?:account|my data|personal data|profile|records?|registration|membership|gdpr|lawyer|complain\\w*|sue|court|authority|forgotten|password|log ?in|"
                    + "appointments?|prescriptions?|medications?|medicines?|meds|pills?|tablets?|dose|dosage|treatment|therapy|doctor|dr|surgery|blood|pain|refill|"
                    + "results?|symptoms?|bleeding|cough|fever|invoice|bill|refund|tracking|cookies|sms|texts?|whatsapp|(?:old|other|new|another|second|work|wrong) (?:e?mail|address|one)|calls?|calling|phone)\\b",
            "(?<!\\p{L})(?:ال|ب|ل|لل|و|عن )*(?:حسابي|حساب|بياناتي|بيانات|ملفي|ملف|سجلي|معلوماتي|معلومات|موعد|موعدي|مواعيد|دوا|ادويه|وصفه|علاج|طبيب|دكتور|دكتوره|طبيبه|الم|وجع|تحليل|تحاليل|نتيجه|نتايج|شكوي|محامي|مكالمات|اتصال|تتصلوا|واتساب|هاتف|فاتوره|نزيف|حراره)(?!\\p{L})");

    private final Pattern pattern;

    Phrasing(String... alternatives) {
        pattern = Pattern.compile(String.join("|", alternatives));
    }

    boolean isIn(String clause) {
        return pattern.matcher(clause).find();
    }

    /* Up to so many words between. */
    private static String w(int words) {
        return "(?: [\\w&/-]+){0," + words + "}";
    }

    private static String a(int words) {
        return "(?: \\p{L}+){0," + words + "}";
    }

    private static String mails() {
        return "(?:e?mails?|messages?|newsletters?|letters?|offers?|promotions?|promos?|promotional|ads?|adverts?|advertisements?|advertising|marketing"
                + "|spam|spams|notifications?|updates?|junk|campaigns?|mailings?|mailing lists?|list|subscriptions?|communications?|surveys?|digests?)";
    }

    /* Off what: a list of addresses, not one of people who wait. */
    private static String list() {
        return " (?:off|from|out of)(?: (?:the|your|ur|this|that|any|all|these|those|of|future|further|such|mailing|mail|e?mail|distribution|marketing"
                + "|promotional|contact|subscriber|news|address))* (?:lists?|mail\\w*|e?mails?|database|newsletters?|distribution|system|subscriptions?|subscribers"
                + "|messages?|promotions|offers|campaigns?|it|this|them|these|here|contacts)\\b";
    }
}
