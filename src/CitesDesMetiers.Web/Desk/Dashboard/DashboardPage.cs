namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>One thing to see or to do, with the page on which.</summary>
/// <param name="Detail">What tells more of it.</param>
/// <param name="Alert">Whether something went wrong.</param>
public sealed record DashboardLine(string Text, string? Detail, string Path, bool Alert = false);

/// <param name="Waiting">What waits for this person, the most pressing first.</param>
/// <param name="Mine">What they began and have not finished.</param>
/// <param name="Next">What comes, by date.</param>
/// <param name="Subscribers">Confirmed ones: all, or for a correspondent those who follow their Cité.</param>
public sealed record DashboardPage(
    IReadOnlyList<DashboardLine> Waiting, IReadOnlyList<DashboardLine> Mine, IReadOnlyList<DashboardLine> Next,
    DashboardLine? LastDispatch, int Subscribers);
