using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;

namespace CitesDesMetiers.Core.Calls;

/// <summary>A date or a move that was sent by a personal link. The link opens it again until an editor accepts it.</summary>
public class SentEntry
{
    public SentEntry(int invitationId, AgendaEntry date, DateTime at)
        : this(invitationId, at) => Date = date;

    public SentEntry(int invitationId, StaffMove move, DateTime at)
        : this(invitationId, at) => Move = move;

    private SentEntry(int invitationId, DateTime at)
    {
        InvitationId = invitationId;
        At = at;
    }

    public int Id { get; private set; }
    public int InvitationId { get; private set; }
    public Invitation Invitation { get; private set; } = null!;
    public int? DateId { get; private set; }
    public AgendaEntry? Date { get; private set; }
    public int? MoveId { get; private set; }
    public StaffMove? Move { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }
}
