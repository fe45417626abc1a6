namespace Slipway.Api.Admission;

/// <summary>What a request does to an object.</summary>
public enum AdmissionVerb
{
    /// <summary>The object is new.</summary>
    Create,

    /// <summary>The object changes: update, patch or apply.</summary>
    Update,

    /// <summary>The object is to be deleted.</summary>
    Delete,
}
