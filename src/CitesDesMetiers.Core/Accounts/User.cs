using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Core.Accounts;

/// <summary>The role of a signed-in user; the architecture page describes each.</summary>
public enum Role
{
    /// <summary>Membre: reads members-only dates and contacts.</summary>
    Member,

    /// <summary>Correspondant: writes for one Cité only.</summary>
    Correspondent,

    /// <summary>Rédacteur: everything editorial.</summary>
    Editor,

    /// <summary>Administrateur: also users, personal data and settings.</summary>
    Administrator,
}

/// <summary>An account. Its user name is its mail address.</summary>
public class User : IdentityUser<int>
{
    public User(string address, string displayName, Role role, int? citeId = null)
        : base(address)
    {
        Email = address;
        DisplayName = Text.Line(displayName, Contact.NameLength, nameof(displayName));
        Assign(role, citeId);
    }

    private User()
    {
        DisplayName = "";
    }

    public string DisplayName { get; private set; }
    public Role Role { get; private set; }

    /// <summary>The Cité that a correspondent writes for, or that a member belongs to.</summary>
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }

    /// <summary>Whether they may approve issues. It is separate from <see cref="MaySend"/>, so that the network can require two people.</summary>
    public bool MayApprove { get; private set; }

    /// <summary>Whether they may schedule an approved issue, send it, and follow its dispatch.</summary>
    public bool MaySend { get; private set; }

    /// <summary>When a mail to their address was found to have failed, UTC; null when none has.</summary>
    public DateTime? MailFailedAt { get; private set; }
    public FailureCause? MailFailure { get; private set; }

    /// <summary>SHA-256 of the token in the address of their calendar with members-only dates; null without such a calendar.</summary>
    public byte[]? CalendarHash { get; private set; }

    /// <summary>When they asked for that address, UTC.</summary>
    public DateTime? CalendarSince { get; private set; }

    /// <summary>When the site first asked them for a second factor, UTC; null if it never did. The time they are given starts then.</summary>
    public DateTime? SecondFactorAskedAt { get; private set; }

    /// <summary>Whether an intruder in their account could write to every subscriber, or give themselves the right to.</summary>
    public bool IsStaff => MaySend || Role is Role.Administrator;

    /// <summary>Whether an administrator blocked the account.</summary>
    public bool IsBlocked => LockoutEnd == BlockedUntil;

    /// <summary>The <see cref="IdentityUser{TKey}.LockoutEnd"/> of a blocked account.</summary>
    public static readonly DateTimeOffset BlockedUntil = DateTimeOffset.MaxValue;

    /// <exception cref="ArgumentException">A correspondent without a Cité.</exception>
    public void Assign(Role role, int? citeId)
    {
        if (role is Role.Correspondent && citeId is null)
        {
            throw new ArgumentException("A correspondent writes for one Cité.", nameof(citeId));
        }

        Role = role;
        CiteId = citeId;
        Entrust(role is Role.Editor or Role.Administrator, role is Role.Editor or Role.Administrator);
    }

    /// <summary>Grants or removes the rights to approve and to send. Only editors and administrators can have them.</summary>
    public void Entrust(bool mayApprove, bool maySend)
    {
        var isEditor = Role is Role.Editor or Role.Administrator;
        MayApprove = isEditor && mayApprove;
        MaySend = isEditor && maySend;
    }

    public void RecordMailFailure(FailureCause cause, DateTime now) => (MailFailure, MailFailedAt) = (cause, now);

    /// <summary>Clears the failure: the address changed, or they answered a mail sent to it.</summary>
    public void ForgetMailFailure() => (MailFailure, MailFailedAt) = (null, null);

    /// <summary>Opens a calendar at a new address. The one of before, if any, ends.</summary>
    /// <param name="hash">32 bytes.</param>
    public void OpenCalendar(byte[] hash, DateTime now) => (CalendarHash, CalendarSince) = (hash, now);

    public void CloseCalendar() => (CalendarHash, CalendarSince) = (null, null);

    public void Rename(string displayName) => DisplayName = Text.Line(displayName, Contact.NameLength, nameof(displayName));
}
