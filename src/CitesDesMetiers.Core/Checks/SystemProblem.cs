using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Checks;

/// <summary>Something to mend that the site found about itself. It exists as long as the problem does.</summary>
/// <param name="subject">What it is about, in French. There is one problem a subject.</param>
/// <param name="sentence">What was found first.</param>
/// <param name="since">UTC.</param>
public class SystemProblem(string subject, string sentence, DateTime since)
{
    public const int SubjectLength = 200;
    public const int SentenceLength = 250;

    public int Id { get; private set; }
    public string Subject { get; private set; } = Text.Line(subject, SubjectLength, nameof(subject));
    public string Sentence { get; private set; } = Text.Line(sentence, SentenceLength, nameof(sentence));
    public DateTime Since { get; private set; } = since;

    /// <summary>When the administrators were told, UTC; null before.</summary>
    public DateTime? ToldAt { get; private set; }
}
