using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>Who did what an entry of the audit log is about.</summary>
/// <param name="UserId">Null for somebody without an account.</param>
/// <param name="Name">The name that the log shows.</param>
public sealed record AuditPerson(int? UserId, string Name)
{
    /// <summary>A worker of the site.</summary>
    public static readonly AuditPerson Site = new(null, "Le site");

    public static readonly AuditPerson CommandLine = new(null, "Ligne de commande");

    /// <summary>A subscriber behind the link of their subscription.</summary>
    public static readonly AuditPerson Subscriber = new(null, "La personne abonnée");

    public static readonly AuditPerson Unknown = new(null, "Une personne non connectée");

    public static AuditPerson Of(User user) => new(user.Id, user.DisplayName);

    internal static AuditPerson Of(HttpContext? context) =>
        context is null ? Site : context.User.UserId() is { } id ? new AuditPerson(id, context.User.DisplayName()) : Unknown;
}
