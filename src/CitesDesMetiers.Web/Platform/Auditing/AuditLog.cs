using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Writes the audit log. An entry is saved together with the act that it is about, and then also goes to the technical log, under the number of
/// its <see cref="AuditAction"/>. There it has no names, because the technical log contains no personal data.
/// </summary>
public sealed class AuditLog
{
    private readonly NewsletterContext db;
    private readonly IServiceScopeFactory scopes;
    private readonly IHttpContextAccessor http;
    private readonly TimeProvider clock;
    private readonly ILogger<AuditLog> logger;
    private readonly List<AuditEntry> unsaved = [];

    public AuditLog(NewsletterContext db, IServiceScopeFactory scopes, IHttpContextAccessor http, TimeProvider clock, ILogger<AuditLog> logger)
    {
        (this.db, this.scopes, this.http, this.clock, this.logger) = (db, scopes, http, clock, logger);
        db.SavedChanges += (_, _) => TellSaved();
    }

    /// <summary>Who acts in this scope, where that is not the signed-in person: set by commands.</summary>
    public AuditPerson? Actor { get; set; }

    /// <summary>Adds an entry to the context of this scope. The next save keeps it with the act itself.</summary>
    /// <param name="subject">What it is done to, in French. No mail address.</param>
    /// <param name="before">The value before, in French, for a setting or a right that changes.</param>
    /// <param name="by">Who does it; the signed-in person if omitted, or the site itself outside a request.</param>
    public AuditEntry Add(AuditAction action, string subject, string? before = null, string? after = null, AuditPerson? by = null) =>
        Add(Entry(action, subject, before, after, by));

    /// <inheritdoc cref="Add(AuditAction, string, string?, string?, AuditPerson?)"/>
    /// <param name="account">The account that it is done to. It must be stored.</param>
    public AuditEntry Add(AuditAction action, User account, string? before = null, string? after = null, AuditPerson? by = null) =>
        Add(Entry(action, SubjectOf(account), before, after, by).On(account));

    /// <summary>
    /// Writes an entry at once, in a context of its own, for events without an act that saves. Does not throw when the database is
    /// unavailable: the technical log then has the event. Never call it inside a transaction: on SQLite it would wait for its end.
    /// </summary>
    /// <inheritdoc cref="Add(AuditAction, string, string?, string?, AuditPerson?)" path="/param"/>
    public Task WriteAsync(AuditAction action, string subject, string? before = null, string? after = null, AuditPerson? by = null) =>
        WriteAsync(Entry(action, subject, before, after, by));

    /// <inheritdoc cref="WriteAsync(AuditAction, string, string?, string?, AuditPerson?)"/>
    public Task WriteAsync(AuditAction action, User account, string? before = null, string? after = null, AuditPerson? by = null) =>
        WriteAsync(Entry(action, SubjectOf(account), before, after, by).On(account));

    internal static string SubjectOf(User account) => "Compte\u00A0: " + account.DisplayName;

    private AuditEntry Add(AuditEntry entry)
    {
        db.AuditEntries.Add(entry);
        unsaved.Add(entry);
        return entry;
    }

    internal async Task WriteAsync(AuditEntry entry)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var own = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            own.AuditEntries.Add(entry);

            // Even when the client went away: who tries a door and hangs up is in the log.
            await own.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e))
        {
            logger.LogError(e, "An audit entry could not be stored; the next line is all that is left of it");
        }

        Tell(entry);
    }

    private AuditEntry Entry(AuditAction action, string subject, string? before, string? after, AuditPerson? by)
    {
        var person = by ?? Actor ?? AuditPerson.Of(http.HttpContext);
        var entry = new AuditEntry(action, clock.GetUtcNow().UtcDateTime, person.UserId, person.Name, subject).Changing(before, after);

        // A subscriber who uses their rights leaves no trace of where they are.
        return person == AuditPerson.Subscriber ? entry : entry.From(ClientNetwork.Masked(http.HttpContext?.Connection.RemoteIpAddress));
    }

    /// <summary>Entries that an abandoned save left behind are detached and never told.</summary>
    private void TellSaved()
    {
        foreach (var entry in unsaved.Where(e => db.Entry(e).State is EntityState.Unchanged))
        {
            Tell(entry);
        }

        unsaved.RemoveAll(e => db.Entry(e).State is EntityState.Unchanged or EntityState.Detached);
    }

    private void Tell(AuditEntry entry) =>
        logger.Log(
            LevelOf(entry.Action), new EventId((int)entry.Action, entry.Action.ToString()),
            "Audit {Action}: entry {EntryId}, by user {UserId}, on account {AccountId}, from {Network}",
            entry.Action, entry.Id, entry.UserId, entry.AccountId, entry.Network);

    private static LogLevel LevelOf(AuditAction action) =>
        action is AuditAction.SignInFailed or AuditAction.SignInHeldUp or AuditAction.Denied ? LogLevel.Warning : LogLevel.Information;
}
