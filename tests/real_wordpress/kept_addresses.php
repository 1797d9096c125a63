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

add_filter( 'request', function ( $query ) {
	global $wpdb;
	$path = strtok( $_SERVER['REQUEST_URI'], '?' );
	preg_match( '#^(.*?/)(?:(\d+)/)?$#', $path, $parts );
	foreach ( array( array( $path, 0 ), array( $parts[1] ?? '', (int) ( $parts[2] ?? 0 ) ) ) as list( $kept, $page ) ) {
		$sql = "SELECT post_id FROM $wpdb->postmeta WHERE meta_key = '_kept_path' AND meta_value = %s";
		$id  = $kept ? $wpdb->get_var( $wpdb->prepare( $sql, $kept ) ) : null;
		if ( $id ) {
			return array( 'p' => $id, 'post_type' => 'post' ) + ( $page ? array( 'page' => $page ) : array() );
		}
	}
	return $query;
} );
