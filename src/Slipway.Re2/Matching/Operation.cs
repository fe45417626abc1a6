namespace Slipway.Re2.Matching;

/// <summary>What a step of a program does.</summary>
internal enum Operation
{
    /// <summary>All is matched.</summary>
    Match,

    /// <summary>Goes on in two ways, the first before the second.</summary>
    Choose,

    /// <summary>Goes on where the place is right.</summary>
    Assert,

    /// <summary>Notes where a group begins or ends.</summary>
    Note,

    /// <summary>Takes one character.</summary>
    Take,

    /// <summary>Takes a character of a set.</summary>
    TakeOf,
}
