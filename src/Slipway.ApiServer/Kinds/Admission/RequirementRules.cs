namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What a requirement of a selector is about, and whether it may use an operator that this server does not know.</summary>
internal enum RequirementRules
{
    /// <summary>Labels; the operator must be known.</summary>
    Labels,

    /// <summary>Labels, perhaps with an operator of a newer version.</summary>
    NewerLabels,

    /// <summary>Fields, perhaps with an operator of a newer version.</summary>
    NewerFields,
}
