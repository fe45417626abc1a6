namespace Slipway.ApiServer.Admission.Policies;

/// <summary>A policy or a binding cannot be applied as it is configured.</summary>
internal sealed class PolicyConfigurationException(string message) : Exception(message);
