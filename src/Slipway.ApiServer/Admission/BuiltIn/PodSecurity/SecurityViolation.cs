namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>What a pod does not keep to.</summary>
/// <param name="Reason">The rule.</param>
/// <param name="Detail">Which containers or values.</param>
internal sealed record SecurityViolation(string Reason, string Detail)
{
    public override string ToString() => $"{Reason} ({Detail})";
}
