namespace Slipway.Api.Shared;

/// <summary>How long Slipway keeps a Machine's taint on the Node.</summary>
public static class TaintPropagation
{
    /// <summary>Kept on the Node for as long as the Machine has it.</summary>
    public const string Always = "Always";

    /// <summary>Set once when the Node joins.</summary>
    public const string OnInitialization = "OnInitialization";
}
