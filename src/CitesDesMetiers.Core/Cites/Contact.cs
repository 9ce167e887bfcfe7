using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Cites;

/// <summary>A contact person or team of a Cité or, without one, of the network.</summary>
public class Contact : IVersioned, ISearchable, IDeletable
{
    public const int NameLength = 120;

    public Contact(string name, int? citeId)
    {
        Name = Text.Line(name, NameLength, nameof(name));
        CiteId = citeId;
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }
    public string Name { get; private set; }

    /// <summary>Post held, such as "Chargée de projet".</summary>
    public string? Role { get; private set; }

    /// <summary>Mail address as it is shown, or null.</summary>
    public string? Address { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>Whether everyone sees it on the page of the Cité; otherwise only members do.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>The day from which they no longer hold the post. They leave the directory but stay in what refers to them.</summary>
    public DateOnly? LeftOn { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    string ISearchable.SearchSource => $"{Name} {Role} {Address}";

    /// <exception cref="ArgumentException">A text too long, or a mail address that cannot be written to.</exception>
    public void Describe(string name, string? role, string? address, string? phone, bool isPublic)
    {
        Name = Text.Line(name, NameLength, nameof(name));
        Role = Text.OptionalLine(role, NameLength, nameof(role));
        Address = string.IsNullOrWhiteSpace(address) ? null : EmailAddress.Parse(address).Value;
        Phone = Text.OptionalLine(phone, 40, nameof(phone));
        IsPublic = isPublic;
    }

    /// <summary>Moves the contact to another Cité, or to the network with null.</summary>
    public void BelongTo(int? citeId) => CiteId = citeId;

    public void Leave(DateOnly on) => LeftOn = on;

    public void Return() => LeftOn = null;

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}
