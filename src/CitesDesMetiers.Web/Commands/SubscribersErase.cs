using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>subscribers erase</c>: erases the data of one person at their request.</summary>
internal sealed class SubscribersErase(SubscribersConsole console)
{
    /// <param name="isSure">Skips the confirmation on a terminal.</param>
    public async Task<int> RunAsync(string address, bool isSure, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(address, out var known, out _))
        {
            return console.Refuse($"\"{address}\" is not a mail address. Nothing was erased.");
        }

        var id = await console.Db.Subscribers.Where(s => s.NormalisedAddress == known.Normalised).Select(s => (int?)s.Id)
            .FirstOrDefaultAsync(cancellation);
        if (id is null)
        {
            return console.Refuse("No subscriber has this address: there is nothing to erase.");
        }

        if (!isSure && !console.Confirms($"Erase all data of {known}, for good? [y/N] "))
        {
            return console.Refuse("Nothing was erased.");
        }

        var mentions = await Mentions.OfAsync(console.Db, known.ToString(), cancellation);
        await console.Get<Erasure>().EraseAsync(id.Value, AuditPerson.CommandLine, cancellation);
        await console.Output.WriteLineAsync(
            "Erased: the address, its preferences, its proofs and what came back. What is left is a key that keeps imports from bringing it back.");
        if (mentions.Count > 0)
        {
            await console.Output.WriteLineAsync("These still name the person. Look at each, and delete what is no longer needed:");
            foreach (var mention in mentions)
            {
                await console.Output.WriteLineAsync($"  {mention.Path}  {mention.Title}");
            }
        }

        return 0;
    }
}
