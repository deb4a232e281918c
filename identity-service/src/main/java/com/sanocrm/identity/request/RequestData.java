package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.export.PortableData;
import com.sanocrm.platform.web.Page;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the person demanded by right, and what became of it. */
@Component
@Order(4)
class RequestData implements PortableData {
    private static final int PAGE = 100;

    private final PrivacyRequests requests;
    private final Views views;

    RequestData(PrivacyRequests requests, Views views) {
        this.requests = requests;
        this.views = views;
    }

    @Override
    public String section() {
        return "privacyRequests";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        List<PrivacyRequest> page = requests.of(person, new Page.Request(null, PAGE));
        while (!page.isEmpty()) {
            List<PrivacyRequest> shown = page.subList(0, Math.min(PAGE, page.size()));
            shown.forEach(one -> each.accept(views.of(one)));
            page =
                    page.size() > PAGE
                            ? requests.of(
                                    person, new Page.Request(shown.getLast().id().value(), PAGE))
                            : List.of();
        }
    }
}
