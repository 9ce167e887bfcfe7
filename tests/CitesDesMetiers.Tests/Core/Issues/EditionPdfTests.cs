using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Core.Issues;

public class EditionPdfTests
{
    private static readonly DateTime Now = Samples.Noon;

    private readonly EditionPdf pdf = new(1);

    [Fact]
    public void A_failed_attempt_waits_for_the_next_and_the_last_one_has_failed()
    {
        Attempt(PdfFailure.Died);
        Assert.Equal((PdfState.Waiting, PdfFailure.Died), (pdf.State, pdf.Failure));
        Assert.True(pdf.DueAt > Now);
        var first = pdf.DueAt;
        Attempt(PdfFailure.Died);
        Assert.True(pdf.DueAt > first);

        Attempt(PdfFailure.TimedOut);

        Assert.Equal((PdfState.Failed, PdfFailure.TimedOut, 3), (pdf.State, pdf.Failure, pdf.Attempts));
    }

    [Fact]
    public void Attempts_in_which_the_site_stopped_count_too()
    {
        for (var i = 0; i < EditionPdf.MaxAttempts; i++)
        {
            Assert.True(pdf.Begin(0, Now, Now.AddMinutes(3)));
        }

        Assert.False(pdf.Begin(0, Now, Now.AddMinutes(3)));
        Assert.Equal((PdfState.Failed, PdfFailure.Interrupted), (pdf.State, pdf.Failure));
    }

    [Fact]
    public void An_erratum_and_a_request_bring_new_attempts()
    {
        for (var i = 0; i < EditionPdf.MaxAttempts; i++)
        {
            Attempt(PdfFailure.Died);
        }

        Assert.True(pdf.Begin(1, Now, Now.AddMinutes(3)));
        Assert.Equal((1, 1), (pdf.Errata, pdf.Attempts));
        pdf.Fail(PdfFailure.Died, Now);

        pdf.Ask(Now);

        Assert.Equal((PdfState.Waiting, null, 0), (pdf.State, pdf.Failure, pdf.Attempts));
    }

    [Fact]
    public void A_request_does_not_take_a_running_attempt_from_its_instance()
    {
        pdf.Begin(0, Now, Now.AddMinutes(3));

        pdf.Ask(Now.AddMinutes(1));

        Assert.Equal((PdfState.InProgress, Now.AddMinutes(3)), (pdf.State, pdf.DueAt));
    }

    private void Attempt(PdfFailure failure)
    {
        Assert.True(pdf.Begin(pdf.Errata, Now, Now.AddMinutes(3)));
        pdf.Fail(failure, Now);
    }
}
