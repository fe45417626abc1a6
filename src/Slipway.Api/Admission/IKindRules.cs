namespace Slipway.Api.Admission;

/// <summary>Validation of one kind, beyond what its schema says. Pure: the object and what it was before decide.</summary>
/// <typeparam name="T">The class of the kind.</typeparam>
internal interface IKindRules<in T>
    where T : class
{
    /// <summary>Adds what is wrong to the context; <paramref name="old"/> is null for a new object.</summary>
    void Validate(T obj, T? old, ValidationContext context);
}
