namespace Slipway.ApiServer.Verbs;

/// <summary>What to do with fields that a kind does not have, and with repeated ones.</summary>
internal enum FieldValidationMode
{
    /// <summary>Drop them and warn.</summary>
    Warn,

    /// <summary>Drop them.</summary>
    Ignore,

    /// <summary>Refuse the request.</summary>
    Strict,
}
