using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders the mail that asks a correspondent for news or reminds them.</summary>
public sealed class CallMail(ComponentRenderer renderer)
{
    public async Task<RenderedMail> RenderAsync(CallContext call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var html = await renderer.RenderAsync<CallLetter>(new Dictionary<string, object?> { [nameof(CallLetter.Mail)] = call }, cancellation);
        return new RenderedMail(html, LetterText.Write(call, page => Write(page, call)));
    }

    private static void Write(TextPage page, CallContext call)
    {
        page.Paragraph(call.Greeting);
        page.Paragraph(call.Asked);
        page.Paragraph(call.Until);
        foreach (var paragraph in call.Message)
        {
            page.Paragraph(string.Join('\n', paragraph.Select(line => call.Type(line))));
        }

        page.Link(CallContext.FormLabel, call.FormUrl);
        page.Paragraph(call.NothingAsked);
        page.Link(CallContext.NothingLabel, call.NothingUrl);
        page.Paragraph(call.Personal);
        page.Paragraph(call.Reason);
    }
}
