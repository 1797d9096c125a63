<?php
/**
 * A must-use plug-in: what was published before the permalinks changed keeps its address, as on
 * sites whose editors would not have their links broken.
 */

if ( ! get_option( 'keeps_addresses' ) ) {
	return;
}

add_filter( 'post_link', function ( $link, $post ) {
	$kept = get_post_meta( $post->ID, '_kept_path', true );
	return $kept ? home_url( $kept ) : $link;
}, 10, 2 );

function kept_post( $path ) {
	global $wpdb;
	$sql = "SELECT post_id FROM $wpdb->postmeta WHERE meta_key = '_kept_path' AND TRIM(TRAILING '/' FROM meta_value) = %s";
	return $wpdb->get_var( $wpdb->prepare( $sql, untrailingslashit( $path ) ) );
}

add_filter( 'request', function ( $query ) {
	$path = strtok( $_SERVER['REQUEST_URI'], '?' );
	if ( $id = kept_post( $path ) ) {
		return array( 'p' => $id, 'post_type' => 'post' );
	}
	// the further pages of a post: its address and a number
	if ( preg_match( '#^(.+)/(\d+)/?$#', $path, $parts ) && ( $id = kept_post( $parts[1] ) ) ) {
		return array( 'p' => $id, 'post_type' => 'post', 'page' => $parts[2] );
	}
	return $query;
} );

add_filter( 'redirect_canonical', function ( $to, $from ) {
	return get_post_meta( get_queried_object_id(), '_kept_path', true ) ? false : $to;
}, 10, 2 );
