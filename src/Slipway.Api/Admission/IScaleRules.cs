namespace Slipway.Api.Admission;

/// <summary>What holds for the number of replicas that is asked for through the scale subresource.</summary>
/// <typeparam name="T">The class of the kind.</typeparam>
internal interface IScaleRules<in T>
    where T : class
{
    /// <summary>Adds what is wrong to the context.</summary>
    void ValidateScale(T obj, ValidationContext context);
}
