namespace Slipway.Cel.Kubernetes;

/// <summary>The answer to a check.</summary>
/// <param name="Allowed">Whether it may be done.</param>
/// <param name="Reason">Why; empty when nobody says.</param>
/// <param name="Error">What failed while it was decided; null when nothing did.</param>
public sealed record CelAuthorizationDecision(bool Allowed, string Reason, string? Error = null);
