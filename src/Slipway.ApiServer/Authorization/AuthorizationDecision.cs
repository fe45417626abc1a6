namespace Slipway.ApiServer.Authorization;

/// <summary>Whether a user may.</summary>
/// <param name="IsAllowed">Yes or no.</param>
/// <param name="Reason">What allows it, or why not, for the user; null when there is nothing to add.</param>
public readonly record struct AuthorizationDecision(bool IsAllowed, string? Reason = null);
