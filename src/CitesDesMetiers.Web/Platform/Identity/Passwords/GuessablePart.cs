namespace CitesDesMetiers.Web.Platform.Identity.Passwords;

/// <summary>Why a part of a password is easy to guess.</summary>
internal enum GuessablePart
{
    /// <summary>Name or address of the person.</summary>
    Person,

    /// <summary>Name of a Cité, of the network or of the newsletter.</summary>
    Network,

    /// <summary>A word that passwords often contain.</summary>
    CommonWord,

    /// <summary>Neighbouring keys, on an azerty or a qwerty keyboard.</summary>
    Keyboard,

    /// <summary>Letters or digits in order, or one character several times.</summary>
    Sequence,

    /// <summary>The beginning again.</summary>
    Repetition,
    Year,
}
