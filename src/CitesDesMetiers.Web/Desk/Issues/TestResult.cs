using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>What became of a test that was sent to several addresses.</summary>
/// <param name="Addresses">Those to which it went.</param>
/// <param name="Failures">One French sentence or two for each of the others.</param>
internal sealed record TestResult(IReadOnlyList<EmailAddress> Addresses, IReadOnlyList<string> Failures)
{
    /// <summary>The addresses to which it went, as a French list.</summary>
    public string Names => ListOf(Addresses);

    /// <summary>Sends one message after another. An unreachable relay ends it, so that nobody waits for each of its time-outs.</summary>
    public static async Task<TestResult> SendAsync(
        TestSend testSend, NewsletterTemplate template, IReadOnlyList<EmailAddress> addresses, CancellationToken cancellation)
    {
        var (sent, failures) = (new List<EmailAddress>(), new List<string>());
        for (var i = 0; i < addresses.Count; i++)
        {
            var result = await testSend.SendAsync(template, addresses[i], cancellation);
            if (result.Outcome is SendOutcome.Sent)
            {
                sent.Add(addresses[i]);
                continue;
            }

            failures.Add($"Vers {addresses[i]}, l’essai n’est pas parti : {Explain(result.Outcome)} Le serveur a répondu : « {result.Reply} ».");
            if (result.Outcome is SendOutcome.RelayUnavailable or SendOutcome.Uncertain && i + 1 < addresses.Count)
            {
                failures.Add($"Rien n’a été essayé vers {ListOf([.. addresses.Skip(i + 1)])}.");
                break;
            }
        }

        return new(sent, failures);
    }

    private static string ListOf(IReadOnlyList<EmailAddress> addresses) =>
        addresses.Count == 1 ? addresses[0].Value : $"{string.Join(", ", addresses.SkipLast(1))} et {addresses[^1]}";

    private static string Explain(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Rejected => "le serveur de courrier le refuse ; vérifiez l’adresse.",
            SendOutcome.Deferred => "le serveur de courrier demande d’attendre ; réessayez dans une demi-heure.",
            SendOutcome.Uncertain => "le serveur de courrier n’a pas confirmé ; regardez s’il est arrivé avant de réessayer.",
            _ => "le serveur de courrier ne répond pas ; réessayez dans un instant, ou prévenez la personne qui s’en occupe.",
        };
}
