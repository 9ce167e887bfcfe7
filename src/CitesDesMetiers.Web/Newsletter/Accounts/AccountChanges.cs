using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>Writes to the audit log what an administrator changes of an account, and tells its owner by mail.</summary>
public sealed class AccountChanges(NewsletterContext db, AuditLog audit, AccountMails mails)
{
    /// <summary>Reads an account before or after a change, which need not be saved.</summary>
    internal async Task<AccountState> ReadAsync(User user, CancellationToken cancellation)
    {
        var cite = user.CiteId is { } id ? await db.Cites.Where(c => c.Id == id).Select(c => c.Name).FirstOrDefaultAsync(cancellation) : null;
        return new AccountState(user.DisplayName, user.Email, user.Role, user.CiteId, AccountWords.Of(user, cite));
    }

    /// <summary>Adds an entry for each kind of change. The caller saves.</summary>
    internal void Record(User user, AccountState before, AccountState after)
    {
        if (before.Name != after.Name)
        {
            audit.Add(AuditAction.AccountChanged, user, before.Name, after.Name);
        }

        if (before.Address != after.Address)
        {
            audit.Add(AuditAction.AddressChanged, user, before.Address, after.Address);
        }

        if (before.Words != after.Words)
        {
            var isRole = before.Role != after.Role || before.CiteId != after.CiteId;
            audit.Add(isRole ? AuditAction.RoleChanged : AuditAction.RightsChanged, user, before.Words, after.Words);
        }
    }

    /// <summary>Tells the owner of a saved change. A new name is not worth a mail.</summary>
    internal async Task TellAsync(User user, AccountState before, AccountState after, CancellationToken cancellation)
    {
        if (before.Address != after.Address)
        {
            await mails.AddressChangedAsync(user, before.Address, cancellation);
        }

        if (before.Words != after.Words)
        {
            await mails.RightsChangedAsync(user, $"Avant : {before.Words}. Désormais : {after.Words}.", cancellation);
        }
    }
}

/// <param name="Words">What the account may do, in French.</param>
internal sealed record AccountState(string Name, string? Address, Role Role, int? CiteId, string Words);
