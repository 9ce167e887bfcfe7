using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Calls;

/// <summary>A request of the editors to every Cité for news before a deadline.</summary>
public class CallForNews : IVersioned
{
    public const int MessageLength = 2_000;

    /// <summary>How long personal links still open after the deadline; late news is for the next issue.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    private readonly List<Invitation> invitations = [];

    /// <param name="deadline">UTC.</param>
    /// <param name="openedAt">UTC.</param>
    public CallForNews(string subject, string? message, DateTime deadline, DateTime openedAt)
    {
        OpenedAt = openedAt;
        Subject = "";
        Describe(subject, message, deadline);
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }

    /// <summary>What it is for, such as "Numéro 44, septembre 2026".</summary>
    public string Subject { get; private set; }

    /// <summary>Plain paragraphs in the mail, above the button.</summary>
    public string? Message { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime Deadline { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime OpenedAt { get; private set; }

    /// <summary>UTC; null while it is open. Closing does not revoke personal links.</summary>
    public DateTime? ClosedAt { get; private set; }
    public IReadOnlyList<Invitation> Invitations => invitations;

    public void Describe(string subject, string? message, DateTime deadline)
    {
        Subject = Text.Line(subject, 120, nameof(subject));
        Message = Text.Paragraphs(message, MessageLength, nameof(message));
        Deadline = deadline > OpenedAt ? deadline : throw new ArgumentException("The deadline comes after the opening.", nameof(deadline));
    }

    /// <summary>Invites one correspondent. A second call returns the same invitation.</summary>
    public Invitation Invite(int userId, int citeId)
    {
        var invitation = invitations.Find(i => i.UserId == userId);
        if (invitation is null)
        {
            invitation = new Invitation(userId, citeId);
            invitations.Add(invitation);
        }

        return invitation;
    }

    public void Close(DateTime now) => ClosedAt ??= now;

    public void Reopen() => ClosedAt = null;

    /// <summary>Whether the deadline has passed.</summary>
    public bool IsLate(DateTime now) => now > Deadline;
}

/// <summary>
/// The invitation of one correspondent by one call. Their personal link carries <see cref="PublicId"/>, authenticated by the long-lived
/// key (<see cref="AddressKeys"/>). It opens the submission form for this call and this Cité, and nothing else.
/// </summary>
public class Invitation
{
    internal Invitation(int userId, int citeId)
    {
        UserId = userId;
        CiteId = citeId;
    }

    public int Id { get; private set; }
    public int CallForNewsId { get; private set; }
    public CallForNews Call { get; private set; } = null!;
    public int UserId { get; private set; }
    public User User { get; private set; } = null!;
    public int CiteId { get; private set; }
    public Cite Cite { get; private set; } = null!;
    public Guid PublicId { get; private set; } = Guid.NewGuid();

    /// <summary>When the link was revoked, UTC; null while it may open.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>When the invitation was handed to the mail queue, UTC.</summary>
    public DateTime? AskedAt { get; private set; }

    /// <summary>When the last reminder was sent, UTC.</summary>
    public DateTime? RemindedAt { get; private set; }
    public int Reminders { get; private set; }

    /// <summary>When they answered that they have no news this time, UTC. News sent later clears it.</summary>
    public DateTime? NothingToSayAt { get; private set; }

    /// <summary>When their first news arrived, UTC.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public bool HasAnswered => NothingToSayAt is not null || AnsweredAt is not null;

    public void MarkAsked(DateTime now) => AskedAt ??= now;

    public void MarkReminded(DateTime now)
    {
        RemindedAt = now;
        Reminders++;
    }

    public void SayNothing(DateTime now) => NothingToSayAt ??= AnsweredAt is null ? now : null;

    public void Answer(DateTime now)
    {
        AnsweredAt ??= now;
        NothingToSayAt = null;
    }

    public void Revoke(DateTime now) => RevokedAt ??= now;

    /// <summary>Reopens the form under a new link; the old link stays revoked.</summary>
    public void Renew()
    {
        RevokedAt = null;
        PublicId = Guid.NewGuid();
    }

    /// <summary>Whether the personal link opens the form.</summary>
    public bool IsOpen(CallForNews call, DateTime now) =>
        RevokedAt is null && call.ClosedAt is null && now <= call.Deadline + CallForNews.Grace;
}
