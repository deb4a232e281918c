package com.sanocrm.stack.seed;

import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.process.Journal;
import com.sanocrm.stack.secret.Secrets;

final class DemoStory {
    DemoStory(Home home, Ports ports, Secrets secrets, Credentials credentials, Journal journal) {}

    void tell() {}
}
