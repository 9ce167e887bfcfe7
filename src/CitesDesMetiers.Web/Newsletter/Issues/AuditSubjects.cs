using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>How the audit log names issues.</summary>
internal static class AuditSubjects
{
    public static string Of(Issue issue) => Issue(issue.Number);

    public static string Issue(int number) => $"Numéro\u00A0{number}";
}
