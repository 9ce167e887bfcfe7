using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Drafts;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// The sections of an issue and their items, as a <see cref="Revision"/> keeps them. Items are identified by their news or staff move,
/// with its title, since they may be deleted before the state is restored.
/// </summary>
/// <param name="Restores">The revision that this state restores, or null.</param>
public sealed record OrderSnapshot(IReadOnlyList<SectionSnapshot> Sections, int? Restores = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonIgnore]
    public IEnumerable<ItemSnapshot> Items => Sections.SelectMany(s => s.Items);

    /// <summary>The present state of the issue; titles of items are still empty. An unsaved section has the id 0.</summary>
    public static OrderSnapshot Of(Issue issue) =>
        new([.. Ordering.InOrder(issue.Sections).Select(s => new SectionSnapshot(
            s.Id, s.Kind, s.Title, s.IsHidden, s.Body,
            [.. Ordering.InOrder(s.Items).Select(i => new ItemSnapshot(i.NewsItemId, i.StaffMoveId, ""))]))]);

    public static OrderSnapshot Parse(string json) => JsonSerializer.Deserialize<OrderSnapshot>(json, Json) ?? new([]);

    public OrderSnapshot Titled(Func<ItemSnapshot, string> titleOf) =>
        this with { Sections = [.. Sections.Select(s => s with { Items = [.. s.Items.Select(i => i with { Title = titleOf(i) })] })] };

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

public sealed record SectionSnapshot(int Id, SectionKind Kind, string Title, bool IsHidden, string? Body, IReadOnlyList<ItemSnapshot> Items);

/// <summary>One of the two ids is set.</summary>
public sealed record ItemSnapshot(int? NewsId, int? MoveId, string Title)
{
    public bool IsSameAs(ItemSnapshot other) => other?.NewsId == NewsId && other?.MoveId == MoveId;

    public bool IsOf(IssueItem item) => item?.NewsItemId == NewsId && item?.StaffMoveId == MoveId;
}
