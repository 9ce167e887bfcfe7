namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// Récapitulatif: a mail that lists the issues of a quarter, for readers who prefer it to each issue. There is one for each quarter; like
/// an edition it never changes once sent.
/// </summary>
/// <param name="from">First day of the quarter.</param>
/// <param name="html">HTML body with the marks of <see cref="RecipientMarks"/>.</param>
/// <param name="text">Plain-text body with the same marks.</param>
/// <param name="createdAt">UTC.</param>
public class QuarterlyDigest(DateOnly from, string subject, string html, string text, DateTime createdAt)
{
    public int Id { get; private set; }
    public DateOnly From { get; private set; } = from;
    public string Subject { get; private set; } = Values.Text.Line(subject, Issue.SubjectLength, nameof(subject));
    public string Html { get; private set; } = html;
    public string Text { get; private set; } = text;
    public DateTime CreatedAt { get; private set; } = createdAt;

    /// <summary>First day of the quarter a day belongs to.</summary>
    public static DateOnly QuarterOf(DateOnly day) => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
}
