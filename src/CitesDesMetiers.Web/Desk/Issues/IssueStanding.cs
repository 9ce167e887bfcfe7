using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <param name="ScheduledFor">In UTC.</param>
public sealed record IssueStanding(IssueState State, DateTime? ScheduledFor, bool MissedSchedule);
