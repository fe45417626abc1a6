namespace Slipway.ControllerRuntime.Errors;

/// <summary>The catalogue: every code a controller may report.</summary>
public static class ErrorCodes
{
    /// <summary>The API server failed, timed out or throttled.</summary>
    public static ErrorCode ApiUnavailable { get; } =
        new(nameof(ApiUnavailable), UserError: false, Retryable: true, "Wait; the controller asks again by itself.");

    /// <summary>The API server refused an object as invalid.</summary>
    public static ErrorCode ApiRefused { get; } =
        new(nameof(ApiRefused), UserError: true, Retryable: true, "Correct the field that the message names.");

    /// <summary>A referenced object does not exist.</summary>
    public static ErrorCode ReferenceNotFound { get; } =
        new(nameof(ReferenceNotFound), UserError: true, Retryable: true, "Create the object, or correct the reference.");

    /// <summary>An object that had been there, and is needed, is gone.</summary>
    public static ErrorCode ObjectDeleted { get; } =
        new(nameof(ObjectDeleted), UserError: true, Retryable: true, "Restore the object, or delete what refers to it.");

    /// <summary>A provider's object breaks the contract it is reached by.</summary>
    public static ErrorCode ContractViolation { get; } =
        new(nameof(ContractViolation), UserError: false, Retryable: true, "Check the provider's version against the Cluster API contract.");

    /// <summary>The workload cluster does not answer.</summary>
    public static ErrorCode WorkloadClusterUnreachable { get; } =
        new(nameof(WorkloadClusterUnreachable), UserError: false, Retryable: true, "Check the control plane endpoint and its machines.");

    /// <summary>The specification asks for something that cannot be done.</summary>
    public static ErrorCode InvalidSpecification { get; } =
        new(nameof(InvalidSpecification), UserError: true, Retryable: false, "Correct the field that the message names.");

    /// <summary>A failure of the controller itself.</summary>
    public static ErrorCode Internal { get; } =
        new(nameof(Internal), UserError: false, Retryable: true, "Report it together with the logs.");
}
