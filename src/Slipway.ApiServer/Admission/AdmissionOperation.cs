namespace Slipway.ApiServer.Admission;

/// <summary>What a request under admission does.</summary>
public enum AdmissionOperation
{
    /// <summary>It creates an object.</summary>
    Create,

    /// <summary>It changes an object.</summary>
    Update,

    /// <summary>It deletes an object.</summary>
    Delete,
}
