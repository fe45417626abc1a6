namespace Slipway.Kubernetes.Patching;

/// <summary>A patch that is malformed or does not fit the object; the message is kube-apiserver's.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="isMalformed">
/// True for a patch that no object could take (a 400 answer), false for one that does not fit this object (422).
/// </param>
public sealed class PatchException(string message, bool isMalformed = false) : Exception(message)
{
    /// <summary>Whether no object could take the patch.</summary>
    public bool IsMalformed { get; } = isMalformed;
}
