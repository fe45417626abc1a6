namespace Slipway.Core.Contracts;

/// <summary>A version of the contract between core and providers, best first.</summary>
public enum ContractVersion
{
    /// <summary>Contract v1beta2: <c>status.initialization</c>, conditions as all of Kubernetes has them.</summary>
    V1Beta2,

    /// <summary>Contract v1beta1: <c>status.ready</c>, conditions with severity.</summary>
    V1Beta1,
}
