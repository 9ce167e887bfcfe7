using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Benchmarks.Sending;

/// <summary>
/// The application's own tokens, copies, signatures and connections, without claims, checks or outcomes: what the database costs is the difference.
/// </summary>
internal sealed class BareSender(IServiceProvider services, SampleDispatch sample)
{
    public async Task<int> SendAsync(SendPlan plan, int dispatch)
    {
        var (template, keys) = (
            await TemplateAsync(dispatch),
            plan.IsSigned ? await services.GetRequiredService<SigningKeys>().OfAsync("lettre.example", default) : []);
        var own = await services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        var relay = services.GetRequiredService<Relays>().All[0];
        var (next, sent) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(_ => DedicatedThread.RunAsync(() =>
        {
            using var transport = services.GetRequiredService<Relays>().CreateTransport(relay);
            using var writer = template.Writer();
            while (Interlocked.Increment(ref next) is var number && number <= plan.Recipients)
            {
                var id = Guid.NewGuid();
                var recipient = new NewsletterRecipient(
                    $"lecteur{number}@d{number % 20}.example", $"{id:N}@lettre.example", own.UnsubscribeToken(id), own.ManageToken(id));
                var result = transport.Send(writer.Write(recipient, DateTimeOffset.UtcNow, keys), default);
                Interlocked.Add(ref sent, result.Outcome is SendOutcome.Sent ? 1 : 0);
            }

            return Task.CompletedTask;
        })));
        return sent;
    }

    private async Task<CopyTemplate> TemplateAsync(int dispatch)
    {
        await using var db = sample.Open();
        Edition edition = await db.Dispatches.Where(d => d.Id == dispatch).Select(d => d.Edition).SingleAsync();
        return CopyTemplate.Of(services.GetRequiredService<NewsletterMessage>(), NewsletterTemplate.Of(edition));
    }
}
