namespace Slipway.Cel.Kubernetes;

/// <summary>A check as far as an expression has spelt it out.</summary>
/// <param name="Authorizer">Who answers it.</param>
/// <param name="Check">What is asked.</param>
internal sealed record AuthorizationQuestion(ICelAuthorizer Authorizer, CelAuthorizationCheck Check);
