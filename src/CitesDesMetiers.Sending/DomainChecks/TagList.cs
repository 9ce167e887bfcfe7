namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>The tags of a record such as <c>v=DKIM1; k=rsa; p=…</c> (RFC 6376 3.2).</summary>
internal sealed class TagList
{
    private readonly Dictionary<string, string> tags = [];

    /// <summary>Null where the tag is missing.</summary>
    public string? this[string name] => tags.GetValueOrDefault(name);

    /// <summary>The first of two equal tags counts; what is no tag is passed over.</summary>
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
