package com.sanocrm.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Sends one request to one replica and tells whose connection broke: the service's or the client's.
 */
final class UpstreamHttp extends RestClientProxyExchange {
    UpstreamHttp(RestClient client, GatewayMvcProperties properties) {
        super(client, properties);
    }

    /**
     * The service's connection broke while its answer was copied. Without the cause: Spring would
     * take the end of a stream for a client that left, and end the answer as if it were whole.
     */
    static final class BrokenAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenAnswerException() {
            super("the service broke off its answer");
        }
    }

    @Override
    protected int copyResponseBody(ClientHttpResponse answer, InputStream from, OutputStream to)
            throws IOException {
        try {
            return super.copyResponseBody(answer, from, to);
        } catch (ClientAbortException clientLeft) {
            throw clientLeft;
        } catch (IOException broken) {
            throw new BrokenAnswerException();
        }
    }
}
