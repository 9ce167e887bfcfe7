namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>The tags of a record such as <c>v=DKIM1; k=rsa; p=…</c> (RFC 6376 3.2).</summary>
internal sealed class TagList
{
    private readonly Dictionary<string, string> tags = [];

    /// <summary>The value of a tag; null when it is missing.</summary>
    public string? this[string name] => tags.GetValueOrDefault(name);

    /// <summary>Parses a record. The first of two equal tags counts; anything else is ignored.</summary>
    public static TagList Read(string record)
    {
        var list = new TagList();
        foreach (var part in record.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                list.tags.TryAdd(part[..at].Trim(), part[(at + 1)..].Trim());
            }
        }

        return list;
    }
}
