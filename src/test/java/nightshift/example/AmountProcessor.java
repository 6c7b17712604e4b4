package nightshift.example;

import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Gives amounts two decimal places; drops those that are zero. */
@Named
@Dependent
public class AmountProcessor implements ItemProcessor {

    @Override
    public BigDecimal processItem(Object line) {
        try {
            BigDecimal amount = new BigDecimal((String) line).setScale(2, RoundingMode.UNNECESSARY);
            return amount.signum() == 0 ? null : amount;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not an amount: " + line, e);
        }
    }
}
