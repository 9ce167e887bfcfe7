using CitesDesMetiers.Sending.Copies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders mails outside a request.</summary>
public sealed class MailRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public async Task<RenderedMail> RenderAsync(MailContext mail, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Mail"] = mail });
            return (await renderer.RenderComponentAsync(mail.Component, parameters)).ToHtmlString();
        });
        return new RenderedMail(MailColours.In(html, mail.Look), mail.WriteText());
    }
}
