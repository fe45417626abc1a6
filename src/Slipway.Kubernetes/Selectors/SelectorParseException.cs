namespace Slipway.Kubernetes.Selectors;

/// <summary>A selector that cannot be understood; the message is kube-apiserver's, for a 400 answer.</summary>
public sealed class SelectorParseException(string message) : FormatException(message);
