using System.CommandLine;
using System.Globalization;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>audit verify</c>, <c>audit renew</c>: checks the chain of the audit log, and begins a new one when its key is lost.</summary>
internal static class AuditCommand
{
    private static readonly Option<string?> Expect = new("--expect")
    {
        Description = "A seal noted earlier, as NUMBER:SEAL, such as the technical log holds one for each day. The chain must contain it.",
    };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Yes.Name)];

        Command Sub(
            string name, string description, Func<ParseResult, CommandConsole, CancellationToken, Task<int>> work, params Symbol[] symbols) =>
            CommandConsole.Command(
                name, description, () => build(settings), (services, output, errors) => new CommandConsole(services, output, errors), work, symbols);

        return new Command("audit", "Checks the audit log.")
        {
            Sub(
                "verify", "Checks that no entry was altered or removed since it was sealed.",
                (parsed, console, cancellation) => VerifyAsync(console, parsed.GetValue(Expect), cancellation), Expect),
            Sub(
                "renew", "Begins a new chain with a new key, over the entries as they are now. For when the key is lost.",
                (parsed, console, cancellation) => RenewAsync(console, parsed.GetValue(Yes), cancellation), Yes),
        };
    }

    private static async Task<int> VerifyAsync(CommandConsole console, string? expected, CancellationToken cancellation)
    {
        (int, byte[])? seal = null;
        if (expected is not null && (seal = Parse(expected)) is null)
        {
            return console.Refuse($"\"{expected}\" is no seal. It is written NUMBER:SEAL, with 64 hexadecimal digits after the colon.");
        }

        var check = await console.Get<AuditVerification>().RunAsync(seal, cancellation);
        foreach (var fault in check.Faults)
        {
            await console.Output.WriteLineAsync(Words(fault));
        }

        if (check.Waiting > 0)
        {
            await console.Output.WriteLineAsync($"{check.Waiting} entries are not sealed yet; a running site seals them within seconds.");
        }

        if (check.Faults.Count > 0)
        {
            return console.Refuse("The chain is broken.");
        }

        await console.Output.WriteLineAsync(
            check.Last == 0 ? "Nothing is sealed yet." : $"The chain is whole, from entry {check.First} to {check.Last}:{check.Head}");
        return 0;
    }

    private static async Task<int> RenewAsync(CommandConsole console, bool isSure, CancellationToken cancellation)
    {
        if (!isSure && !console.Confirms("Begin a new chain? Afterwards nothing shows what happened to the entries until now. [y/N] "))
        {
            return console.Refuse("Nothing was changed.");
        }

        await console.Db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            console.Db.ChangeTracker.Clear();
            await using var transaction = await console.Db.Database.BeginTransactionAsync(cancellation);
            await console.Db.AuditSeals.ExecuteDeleteAsync(cancellation);
            await console.Db.AuditChains.ExecuteDeleteAsync(cancellation);
            console.Get<AuditLog>().Add(AuditAction.KeyRenewed, "Clé du journal, avec une nouvelle chaîne");
            await console.Db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        });
        await console.Get<AuditSealing>().RunAsync(withPurges: true, cancellation);
        await console.Output.WriteLineAsync("A new chain begins, with all entries as they are now.");
        return 0;
    }

    private static string Words(AuditFault fault) =>
        fault.Kind switch
        {
            AuditFaultKind.Altered => $"Entry {fault.Number} was altered.",
            AuditFaultKind.Removed => $"Entry {fault.Number} was removed.",
            AuditFaultKind.Gap => $"Entry {fault.Number}, and maybe some after it, were removed with their seals.",
            AuditFaultKind.RemovedAtStart => $"Entries up to {fault.Number} are missing, and no purge accounts for them.",
            AuditFaultKind.RemovedAtEnd => $"Entries from {fault.Number} on were removed at the end, with their seals.",
            AuditFaultKind.Forged => $"The site did not write the entry with the id {fault.Number}: it has no seal.",
            AuditFaultKind.KeyLost => "The key cannot be opened. Restore the keys of Data Protection, or begin a new chain with \"audit renew\".",
            _ => $"The chain does not contain the expected seal {fault.Number}.",
        };

    private static (int, byte[])? Parse(string text)
    {
        var parts = text.Split(':');
        return parts is [var number, { Length: 2 * AuditSeal.SealLength } seal] && seal.All(char.IsAsciiHexDigit)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? (parsed, Convert.FromHexString(seal)) : null;
    }
}
