/** The main story: what a clinic, a patient, compliance and an analyst do on a running platform. */
@NullMarked
package com.sanocrm.story;

import org.jspecify.annotations.NullMarked;
