package com.sanocrm.identity.profile;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.AuditDetail;
import com.sanocrm.identity.account.AuditDetails;
import com.sanocrm.platform.export.PortableData;
import com.sanocrm.platform.web.Page;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What stood in the profile before it was corrected. */
@Component
@Order(5)
class ChangeData implements PortableData {
    private static final int PAGE = 100;

    private final AuditDetails details;

    ChangeData(AuditDetails details) {
        this.details = details;
    }

    @Override
    public String section() {
        return "changes";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        List<AuditDetail> page = details.of(person, new Page.Request(null, PAGE));
        while (!page.isEmpty()) {
            List<AuditDetail> shown = page.subList(0, Math.min(PAGE, page.size()));
            shown.forEach(
                    one -> each.accept(ChangeController.ChangeView.from(one, details.open(one))));
            page =
                    page.size() > PAGE
                            ? details.of(
                                    person, new Page.Request(shown.getLast().id().value(), PAGE))
                            : List.of();
        }
    }
}
