namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>A line of the dashboard with the page it leads to.</summary>
/// <param name="Detail">Additional text; null if there is none.</param>
/// <param name="Alert">Whether the line reports a problem.</param>
internal sealed record DashboardLine(string Text, string? Detail, string Path, bool Alert = false);

/// <summary>The last dispatch in figures.</summary>
internal sealed record DispatchSummary(DashboardLine Line, IReadOnlyList<(string Name, string Value)> Figures);

/// <param name="SetUp">What is left to set up, for an administrator.</param>
/// <param name="Waiting">What needs this person's action, the most urgent first.</param>
/// <param name="Mine">What they began and did not finish.</param>
/// <param name="Next">What comes next, by date.</param>
/// <param name="Subscribers">The number of confirmed subscribers: all, or for correspondents those who follow their Cité.</param>
internal sealed record DashboardPage(
    IReadOnlyList<SetUpStep> SetUp, WorkPath Path, IReadOnlyList<DashboardLine> Waiting, IReadOnlyList<DashboardLine> Mine,
    IReadOnlyList<DashboardLine> Next, DispatchSummary? LastDispatch, int Subscribers);
