using System.CommandLine;
using System.Text.Json;
using CitesDesMetiers.Sending.Returns;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>bounces read</c>: reads the return mailbox once and prints the result. The running site does the same continuously.</summary>
internal static class BouncesCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Prints one JSON object." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var read = new Command("read", "Reads the return mailbox once and prints the result.") { Json };
        read.SetAction((parsed, cancellation) => ReadAsync(args, build, parsed.GetValue(Json), cancellation));
        read.TreatUnmatchedTokensAsErrors = false;
        return new Command("bounces", "Returned mail: failure reports, complaints and requests to unsubscribe.") { read };
    }

    private static async Task<int> ReadAsync(string[] args, Func<string[], WebApplication> build, bool json, CancellationToken cancellation)
    {
        // The host's configuration would combine a switch without a value with the next argument.
        await using var app = build([.. args.Where(a => a != Json.Name)]);
        await app.Services.PrepareDatabaseAsync(cancellation);
        if (!app.Services.GetRequiredService<Mailboxes>().IsSet)
        {
            return Refuse("Mail:Returns is not set: there is no mailbox to read.");
        }

        try
        {
            var tally = await app.Services.GetRequiredService<ReturnRound>().ReadOnceAsync(cancellation);
            Console.WriteLine(json ? ToJson(tally) : ToText(tally));
            return 0;
        }
        catch (Exception e) when (MailboxFailures.IsExpected(e) && !cancellation.IsCancellationRequested)
        {
            return Refuse(
                $"The mailbox could not be read to its end; what was read is recorded. {e.GetType().Name}: {e.Message.Split('\n')[0].Trim()}");
        }
    }

    private static string ToJson(ReturnTally tally) =>
        JsonSerializer.Serialize(new
        {
            read = tally.Read,
            failures = tally.Failures.ToDictionary(f => JsonNamingPolicy.CamelCase.ConvertName(f.Key.ToString()), f => f.Value),
            complaints = tally.Complaints,
            unsubscriptions = tally.Unsubscriptions,
            nothing = tally.WithoutEffect,
            knownAlready = tally.KnownAlready,
            waiting = tally.Waiting,
            news = tally.News,
            left = tally.LeftForPerson,
            suppressed = tally.Suppressed,
        });

    private static string ToText(ReturnTally tally) =>
        string.Join(Environment.NewLine,
        [
            $"{tally.Read} messages read",
            $"  failures            {tally.Failures.Values.Sum()}",
            .. tally.Failures.Select(f => $"    {f.Key,-18}{f.Value}"),
            $"  complaints          {tally.Complaints}",
            $"  unsubscriptions     {tally.Unsubscriptions}",
            $"  nothing to do       {tally.WithoutEffect}",
            $"  known already       {tally.KnownAlready}",
            $"  for the next time   {tally.Waiting}",
            $"  news of Cités        {tally.News}",
            $"  left for a person   {tally.LeftForPerson}",
            $"{tally.Suppressed} addresses put on the suppression list",
        ]);

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
