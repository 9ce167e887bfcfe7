using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Sending;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>Dependencies between the rooms of docs/architecture.md go one way: a room knows those below it, never those above or beside it.</summary>
public class RoomTests
{
    private const string Web = "CitesDesMetiers.Web.";
    private const string Documents = "CitesDesMetiers.Documents";

    /// <summary>From the ground up. Rooms on one floor do not know each other.</summary>
    private static readonly string[][] Floors =
    [
        ["CitesDesMetiers.Core"],
        ["CitesDesMetiers.Sending", Documents],
        [Web + "Platform"],
        [Web + "Content"],
        [Web + "Ui"],
        [Web + "Letters"],
        [Web + "Newsletter"],
        [Web + "Site", Web + "Desk", Web + "Contribution"],
        [Web + "Demo"],
        [Web + "Commands"],
    ];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Code = new(() =>
        new ArchLoader().LoadAssemblies(typeof(NewsletterContext).Assembly, typeof(SendingSetup).Assembly, typeof(DocumentReader).Assembly,
            typeof(Program).Assembly).Build());

    public static TheoryData<string> Rooms => [.. Floors.SelectMany(rooms => rooms)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_none_above_or_beside_it(string room)
    {
        var floor = Array.FindIndex(Floors, rooms => rooms.Contains(room));
        foreach (var other in Floors.Skip(floor).SelectMany(rooms => rooms).Where(r => r != room))
        {
            Types().That().Are(In(room)).Should().NotDependOnAny(In(other)).Because("it stands above or beside").Check(Code.Value);
        }
    }

    [Theory]
    [InlineData("CitesDesMetiers.Core.")]
    [InlineData("CitesDesMetiers.Sending.")]
    [InlineData(Web + "Newsletter.")]
    public void Folders_of_a_room_do_not_depend_on_each_other_in_circles(string room)
    {
        var uses = (from type in Code.Value.Types
                    from used in type.Dependencies.Select(d => d.Target)
                    let pair = (From: FolderOf(type, room), To: FolderOf(used, room))
                    where pair.From is not null && pair.To is not null && pair.From != pair.To
                    select (pair.From, pair.To, Example: $"{type.Name} uses {used.Name}")).ToLookup(u => u.From!);

        var circles = uses.SelectMany(u => u).Where(u => Reached(uses, u.To!).Contains(u.From)).Select(u => $"{u.From} -> {u.To}: {u.Example}");

        Assert.Empty(circles.Distinct());
    }

    [Fact]
    public void Documents_know_of_the_core_only_French_the_agenda_and_kinds_of_moves()
    {
        var used = Code.Value.Types.Where(t => t.Namespace?.FullName.StartsWith(Documents, StringComparison.Ordinal) == true)
            .SelectMany(t => t.Dependencies.Select(d => d.Target)).Select(t => t.FullName)
                .Where(n => n.StartsWith("CitesDesMetiers.Core.", StringComparison.Ordinal));

        string[] agendaAndMoves = ["Agenda.PastedAgenda", "Agenda.PastedDate", "Agenda.AgendaKind", "Cites.StaffMoveKind"];
        Assert.All(
            used.Select(n => n["CitesDesMetiers.Core.".Length..]).Distinct(),
            n => Assert.True(n.StartsWith("French.", StringComparison.Ordinal) || agendaAndMoves.Contains(n), n));
    }

    [Fact]
    public void Every_folder_of_the_site_is_a_room()
    {
        var folders = Code.Value.Types.Select(t => t.Namespace.FullName).Where(n => n.StartsWith(Web, StringComparison.Ordinal))
            .Select(n => Web + n[Web.Length..].Split('.')[0]);
        Assert.Empty(folders.Distinct().Except(Floors.SelectMany(rooms => rooms)));
    }

    /// <returns>Null where the type is not in a folder of the room.</returns>
    private static string? FolderOf(IType type, string room) =>
        type.Namespace?.FullName.StartsWith(room, StringComparison.Ordinal) == true ? type.Namespace.FullName[room.Length..].Split('.')[0] : null;

    private static HashSet<string?> Reached(ILookup<string, (string? From, string? To, string Example)> uses, string start)
    {
        HashSet<string?> reached = [];
        var next = new Stack<string>([start]);
        while (next.TryPop(out var folder))
        {
            foreach (var (_, to, _) in uses[folder].Where(u => reached.Add(u.To)))
            {
                next.Push(to!);
            }
        }

        return reached;
    }

    private static IEnumerable<IType> In(string room) =>
        Code.Value.Types.Where(t => t.Namespace.FullName == room || t.Namespace.FullName.StartsWith(room + ".", StringComparison.Ordinal));
}
