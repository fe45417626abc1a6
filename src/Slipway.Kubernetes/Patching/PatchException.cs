namespace Slipway.Kubernetes.Patching;

/// <summary>A patch that is malformed or does not fit the object; the message is that of the library kube-apiserver uses.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="kind">How it is answered.</param>
public sealed class PatchException(string message, PatchErrorKind kind = PatchErrorKind.DoesNotFit) : Exception(message)
{
    /// <summary>How it is answered.</summary>
    public PatchErrorKind Kind { get; } = kind;

    /// <summary>Whether all is well but for a <c>test</c> that found another value.</summary>
    public bool IsFailedTest { get; init; }
}
