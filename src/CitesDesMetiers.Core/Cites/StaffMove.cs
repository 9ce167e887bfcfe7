using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Cites;

public enum StaffMoveKind
{
    /// <summary>Arrivée.</summary>
    Arrival,

    /// <summary>Départ.</summary>
    Departure,
}

/// <summary>A person who joins or leaves a post of a Cité or, without one, of the network.</summary>
public class StaffMove : IVersioned, ISearchable, IDeletable
{
    public const int WordingLength = 300;

    public StaffMove(StaffMoveKind kind, string person, string post, int? citeId)
    {
        Kind = kind;
        Person = Text.Line(person, Contact.NameLength, nameof(person));
        Post = Text.Line(post, 200, nameof(post));
        CiteId = citeId;
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }
    public StaffMoveKind Kind { get; private set; }
    public string Person { get; private set; }
    public string Post { get; private set; }
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>The replacement after a departure.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>The address to write to from then on: the newcomer's or the replacement's.</summary>
    public string? Address { get; private set; }

    /// <summary>What an issue says after the name, in place of a sentence composed of post, day and successor; null for that sentence.</summary>
    public string? Wording { get; private set; }

    /// <summary>Whether an editor accepted it: it may appear on the site and in an issue.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>When an edition announced it and the directory was changed, UTC.</summary>
    public DateTime? AnnouncedAt { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    string ISearchable.SearchSource => $"{Person} {Post} {ReplacedBy} {Wording}";

    public void Describe(
        StaffMoveKind kind, string person, string post, int? citeId, DateOnly? effectiveOn, string? replacedBy, string? address,
        string? wording = null)
    {
        Kind = kind;
        Person = Text.Line(person, Contact.NameLength, nameof(person));
        Post = Text.Line(post, 200, nameof(post));
        CiteId = citeId;
        EffectiveOn = effectiveOn;
        ReplacedBy = Text.OptionalLine(replacedBy, Contact.NameLength, nameof(replacedBy));
        Address = string.IsNullOrWhiteSpace(address) ? null : EmailAddress.Parse(address).Value;
        Wording = Text.OptionalLine(wording, WordingLength, nameof(wording));
    }

    public void Accept() => IsAccepted = true;

    public void Withdraw() => IsAccepted = false;

    public void MarkAnnounced(DateTime now) => AnnouncedAt ??= now;

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}
