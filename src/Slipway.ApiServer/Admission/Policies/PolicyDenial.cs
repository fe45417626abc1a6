namespace Slipway.ApiServer.Admission.Policies;

/// <summary>Why a policy refuses a request.</summary>
/// <param name="Message">What the user is told.</param>
/// <param name="Reason">The reason of the refusal.</param>
/// <param name="Index">The rule's place among the policy's.</param>
/// <param name="IsUnconditional">Whether the request is refused whatever the binding wants done about broken rules.</param>
internal sealed record PolicyDenial(string Message, string Reason, int Index = 0, bool IsUnconditional = false);
